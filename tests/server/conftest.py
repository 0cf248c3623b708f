"""The cities and counters of these tests."""

from tests.support import cities

any_city = cities.any_city
bystander = cities.bystander
city = cities.city
counter = cities.counter
database = cities.database
end_of_cities = cities.end_of_cities
outlet = cities.outlet
proxy = cities.proxy
serve = cities.serve
